package dev.chancery.crypto;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The master key in use and the earlier ones under which something may still be sealed or hashed.
public record MasterKeys(MasterKey current, List<MasterKey> previous) {

    public MasterKeys {
        previous = List.copyOf(previous);
    }

    public static MasterKeys of(MasterKey current) {
        return new MasterKeys(current, List.of());
    }

    /// The one in use first.
    public Stream<MasterKey> all() {
        return Stream.concat(Stream.of(current), previous.stream());
    }

    public Optional<MasterKey> find(String id) {
        if (current.id().equals(id)) return Optional.of(current);
        return previous.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
