import Agents

// Before anything else: as the helper that stands between a tick and one command, the program has one thread.
HelperProgram.runIfAsked()
