package dev.chancery.db;

/// Which list this is.
///
/// @param kind what it lists, as the change feed calls it
/// @param realm whose, or empty
/// @param filter everything else that shapes it
public record ListName(String kind, String realm, String filter) {

    @Override
    public String toString() {
        return "%s %s %s".formatted(kind, realm, filter);
    }
}
