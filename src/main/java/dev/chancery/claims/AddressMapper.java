package dev.chancery.claims;

import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `address`: OpenID Connect Core §5.1.1, each member out of the attribute of its name or the one that `config` gives.
public record AddressMapper() implements ClaimsMapper {

    private enum Member {
        FORMATTED("formatted", "formatted"),
        STREET_ADDRESS("street_address", "street"),
        LOCALITY("locality", "locality"),
        REGION("region", "region"),
        POSTAL_CODE("postal_code", "postal_code"),
        COUNTRY("country", "country");

        final String wire;
        final String attribute;

        Member(String wire, String attribute) {
            this.wire = wire;
            this.attribute = attribute;
        }
    }

    @Override
    public String type() {
        return "address";
    }

    @Override
    public Claim claim() {
        return Claim.FREE;
    }

    @Override
    public String usualClaim() {
        return "address";
    }

    @Override
    public Set<String> optional() {
        return Stream.of(Member.values()).map(member -> member.wire).collect(Collectors.toSet());
    }

    @Override
    public void say(Turn turn) {
        var address = new LinkedHashMap<String, Object>();
        for (var member : Member.values()) {
            var own = turn.mapper().config(member.wire);
            var values = turn.source().attributes().all(own.isEmpty() ? member.attribute : own);
            if (!values.isEmpty()) address.put(member.wire, values.getFirst());
        }
        if (address.isEmpty()) turn.saysNothing("the attributes of an address are empty");
        else turn.say(address, "attributes of an address");
    }
}
