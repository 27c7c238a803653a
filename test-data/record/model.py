"""What is called and by whom: shared by the backends, the load and the recorder. Standard library only."""

from collections import namedtuple

# method, path template, share of the API's calls, median latency (ms), sigma of the log-normal, response bytes (about)
Route = namedtuple("Route", "method path share median_ms sigma size")
# calls a second at --rate 1.0, whether callers have to be known
Api = namedtuple("Api", "rate closed routes")

APIS = {
    "orders": Api(17, True, [
        Route("GET", "/v1/orders/{id}", 50, 18, 0.40, 640),
        Route("POST", "/v1/orders", 25, 55, 0.40, 310),
        Route("GET", "/v1/orders", 15, 30, 0.40, 2900),
        Route("PUT", "/v1/orders/{id}", 6, 45, 0.40, 640),
        Route("DELETE", "/v1/orders/{id}", 4, 35, 0.40, 40),
    ]),
    "payments": Api(12, True, [
        Route("POST", "/v1/payments", 45, 80, 0.38, 420),
        Route("GET", "/v1/payments/{id}", 35, 12, 0.40, 420),
        Route("POST", "/v1/payments/{id}/capture", 15, 60, 0.38, 180),
        Route("POST", "/v1/payments/{id}/refund", 5, 65, 0.38, 180),
    ]),
    "catalogue": Api(22, False, [
        Route("GET", "/v1/catalogue/products/{id}", 50, 8, 0.45, 1400),
        Route("GET", "/v1/catalogue/products", 35, 25, 0.45, 5200),
        Route("GET", "/v1/catalogue/categories", 15, 6, 0.40, 900),
    ]),
    "customers": Api(11, True, [
        Route("GET", "/v1/customers/{uuid}", 60, 10, 0.45, 520),
        Route("PATCH", "/v1/customers/{uuid}", 15, 30, 0.40, 520),
        Route("GET", "/v1/customers/{uuid}/addresses", 15, 14, 0.45, 700),
        Route("POST", "/v1/customers", 10, 40, 0.40, 520),
    ]),
    "search": Api(12, False, [
        Route("GET", "/v1/search", 80, 45, 0.42, 3600),
        Route("GET", "/v1/search/suggest", 20, 7, 0.40, 240),
    ]),
}

# consumer -> (share of the calls, client addresses from the ranges for documentation, sends a traceparent)
CONSUMERS = {
    "mobile-app": (40, ["203.0.113.%d" % n for n in range(10, 90)], False),
    "web-shop": (34, ["198.51.100.%d" % n for n in range(5, 120)], False),
    "partner-north": (9, ["192.0.2.17", "192.0.2.18"], True),
    "partner-south": (7, ["192.0.2.40"], False),
    "back-office": (7, ["192.0.2.201", "192.0.2.202", "192.0.2.203"], False),
    "erp-sync": (3, ["192.0.2.230"], True),
}

# Ids above this are not known to any backend.
HIGHEST_ID = 99_999


def password(consumer):
    """What the backends accept today. Not a secret: it opens nothing but the backends of a recording."""
    return "valid-for-" + consumer
