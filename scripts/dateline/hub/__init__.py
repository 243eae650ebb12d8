"""The Hugging Face Hub: a release is published as one commit and a tag, and loaded by its version."""
