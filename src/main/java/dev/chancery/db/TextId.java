package dev.chancery.db;

/// A typed id that is kept in a `TEXT` column; stores bind it as it is.
public interface TextId {

    String value();
}
