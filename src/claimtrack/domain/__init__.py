"""What a claim is: frozen, typed values with no input or output of their own. Standard library only."""
