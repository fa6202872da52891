"""The same work on files, with no server and no database: `./run kingfisher --help`.

`main` reads the words of the call and the clock, once; every command is a module with `add` (its words and help) and
`run`. `sources` reads what a command is given, `progress` tells how far it has come, `outcome` says how a command ends.
"""
