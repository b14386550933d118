"""Files of users to articles and documents, and back."""
