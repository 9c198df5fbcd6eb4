"""How sure is a reading: small logistic models over named signs, with weights from a table."""
