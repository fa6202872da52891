"""What should we ask: practice questions, each with its reasons, as pure readings."""
