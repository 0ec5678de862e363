package dev.chancery.client;

/// What clients may be listed by; what was made last comes first.
public enum ClientOrder {
    CLIENT_ID("clientId"),
    NAME("name"),
    CREATED_AT("createdAt");

    public final String wire;

    ClientOrder(String wire) {
        this.wire = wire;
    }
}
