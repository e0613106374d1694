"""What the demo hospital has to tell its patients: news, notices and the pictures beside them."""
