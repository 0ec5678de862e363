package dev.chancery.guess;

import dev.chancery.crypto.TokenHash;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.text.Normalizer;
import java.util.Locale;

/// What is counted together. Subjects are kept as hashes: whatever was typed as a name leaves no trace.
record GuessKey(String realm, String kind, String subject, String address) {
    static final String EVERY = "";
    private static final String ACCOUNT = "account";
    private static final String CODE = "code";
    private static final String CLIENT = "client";
    private static final String FINDER = "finder";
    private static final String VISITOR = "visitor";
    private static final int LONGEST_NAME = 1024;
    private static final int IPV6_NETWORK_BYTES = 8;

    /// All spellings of a name are one account: compatibility forms, case and surrounding space don't count.
    static GuessKey account(String realm, String account, String address) {
        var folded = Normalizer.normalize(cut(account), Normalizer.Form.NFKC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return new GuessKey(realm, ACCOUNT, TokenHash.of(folded).hex(), network(address));
    }

    /// The codes of an account, wherever they are tried.
    static GuessKey code(String realm, String account) {
        return new GuessKey(realm, CODE, account(realm, account, EVERY).subject(), EVERY);
    }

    static GuessKey client(String realm, String client, String address) {
        return new GuessKey(realm, CLIENT, TokenHash.of(cut(client)).hex(), network(address));
    }

    /// Whoever reports secrets that they found, to no realm in particular.
    static GuessKey finder(String address) {
        return new GuessKey(EVERY, FINDER, EVERY, network(address));
    }

    /// Whether what was counted here was the owner's, as a right answer at `account` shows.
    boolean beginsAnewWith(GuessKey account) {
        return equals(account) || kind.equals(CODE);
    }

    /// Whoever begins to sign in to a realm, as anybody.
    static GuessKey visitor(String realm, String address) {
        return new GuessKey(realm, VISITOR, EVERY, network(address));
    }

    GuessKey fromEverywhere() {
        return new GuessKey(realm, kind, subject, EVERY);
    }

    GuessKey atEverything() {
        return new GuessKey(realm, kind, EVERY, address);
    }

    /// Who has one IPv6 address has the 2^64 beside it: RFC 4291 §2.5.4.
    private static String network(String address) {
        try {
            if (!(InetAddress.ofLiteral(address) instanceof Inet6Address v6)) return address;
            var bytes = v6.getAddress();
            for (var i = IPV6_NETWORK_BYTES; i < bytes.length; i++) bytes[i] = 0;
            return Inet6Address.getByAddress(null, bytes, -1).getHostAddress() + "/64";
        } catch (IllegalArgumentException | java.net.UnknownHostException notAnAddress) {
            return TokenHash.of(address).hex();
        }
    }

    private static String cut(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
