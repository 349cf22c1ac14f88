"""The room study: what a learner should do next."""
