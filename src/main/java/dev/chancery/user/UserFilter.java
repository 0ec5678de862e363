package dev.chancery.user;

import org.jspecify.annotations.Nullable;

/// Which people of a realm to list, each text in any case; an absent or blank member lets all pass. Without an order
/// they come by what is looked for.
///
/// @param search the beginning of a user name, of an e-mail address, or of the full name from one of its words on
public record UserFilter(
        @Nullable String search,
        @Nullable String username,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable Boolean enabled,
        @Nullable UserOrder order) {

    public UserFilter {
        search = term(search);
        username = username == null ? null : present(LoginName.of(username).key());
        email = email == null ? null : present(LoginName.of(email).key());
        firstName = firstName == null ? null : present(SearchTerms.key(firstName));
        lastName = lastName == null ? null : present(SearchTerms.key(lastName));
    }

    public static UserFilter all() {
        return new UserFilter(null, null, null, null, null, null, null);
    }

    /// What is looked for as it is kept; absent when that is nothing.
    public static @Nullable String term(@Nullable String search) {
        return search == null ? null : present(SearchTerms.key(search));
    }

    private static @Nullable String present(String key) {
        return key.isEmpty() ? null : key;
    }
}
