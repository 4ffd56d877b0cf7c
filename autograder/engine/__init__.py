"""The engine: a sandbox that runs student code, a judge that holds the tests, one wire between them."""
