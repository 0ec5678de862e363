package dev.chancery.scope;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A kind of [ProtocolMapper], as far as an administrator must get one right.
public interface MapperType {

    /// What kind of claim a mapper of this type says.
    enum Claim {
        /// None: it changes what others say.
        NONE,
        /// One that the protocol gives a meaning: it may have any name.
        OWN,
        /// Whatever the administrator wants: it must keep off the names that mean something to the protocol.
        FREE
    }

    /// The member `type` of its mappers.
    String type();

    Claim claim();

    /// The name of the claim where the mapper gives none; empty where it must give one.
    default String usualClaim() {
        return "";
    }

    /// The entries of `config` that must be there.
    default Set<String> required() {
        return Set.of();
    }

    /// The entries of `config` that may be there.
    default Set<String> optional() {
        return Set.of();
    }

    /// What is wrong with entries that are there; empty when nothing is.
    default List<Fault> faults(ProtocolMapper mapper) {
        return List.of();
    }

    /// Whether it decides whom a token is about: then neither who asks for the token nor where it is said may make a
    /// difference.
    default boolean decidesSubject() {
        return false;
    }

    /// Whether it says what is known only while the token is issued.
    default boolean readsAuthentication() {
        return false;
    }

    /// The role that its tokens name though nobody granted it.
    default Optional<GivenRole> givenRole(ProtocolMapper mapper) {
        return Optional.empty();
    }

    /// @param client the `client_id` of the client whose role it is, or empty for the realm's own
    /// @param mustExist whether it must be there; otherwise resource servers may know it alone
    record GivenRole(String client, String name, boolean mustExist) {}

    record Fault(String entry, String message) {}
}
