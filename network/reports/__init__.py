"""What reports are made of, and the rule that keeps small numbers from telling on somebody."""
