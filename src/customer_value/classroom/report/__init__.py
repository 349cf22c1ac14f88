"""The class report: from the answers of a class to what they misunderstand, and to the items that need mending."""
