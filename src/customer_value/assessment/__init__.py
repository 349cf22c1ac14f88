"""The room assessment: how a learner knows that they can."""
