"""The explorables of lesson 4: what moves a lifetime value, what mixed churn hides, what silence and forecasts tell."""
