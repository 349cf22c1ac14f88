"""The room analysis: what a customer-base analyst computes; plain functions, one module per lesson."""
