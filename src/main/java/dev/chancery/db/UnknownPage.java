package dev.chancery.db;

/// An `after` token that the list did not give: forged, damaged, or from another list or filter.
public final class UnknownPage extends IllegalArgumentException {
    UnknownPage() {
        super("after is not a token that this list gave");
    }
}
