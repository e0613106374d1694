"""The rooms of work orders: a day's file taken in, what became of its rows, what is reported back."""
