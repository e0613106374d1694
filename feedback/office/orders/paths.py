"""The addresses of the rooms of work orders, below /admin/cases/orders/."""

from django.urls import path

from feedback.office.orders.batch import BatchView
from feedback.office.orders.categories import CategoriesRoom
from feedback.office.orders.reporting import ReportRoom
from feedback.office.orders.room import OrdersRoom

PATHS = [
    path("orders/", OrdersRoom.as_view(), name="orders"),
    path("orders/report/", ReportRoom.as_view(), name="orders_report"),
    path("orders/categories/", CategoriesRoom.as_view(), name="order_categories"),
    path("orders/<int:pk>/", BatchView.as_view(), name="order_batch"),
]
