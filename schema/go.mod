module parley.example/schema

go 1.26
