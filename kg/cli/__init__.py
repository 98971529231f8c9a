"""The commands, one module each: ``add_parser(commands)`` declares it, ``run(args)`` does it and returns an exit code.

Command modules import at the top only what is light; what is heavy is imported inside ``run``.
"""
