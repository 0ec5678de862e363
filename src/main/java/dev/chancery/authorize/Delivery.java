package dev.chancery.authorize;

import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.http.Views;
import dev.chancery.oauth.Issuer;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import dev.chancery.text.Languages;
import dev.chancery.text.Texts;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Sends answers to clients, each with the issuer that it is from: RFC 6749 §4.1.2, RFC 9207 §2.
/// A person may read what is between, in a language that is asked for.
public record Delivery(Issuer issuer, Views views, Languages languages) {

    public Response code(Realm realm, Request http, Asked asked, String code) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("code", code);
        return send(realm, asked.replyTo(), fields, languages.of(asked.locales(), spoken(http)));
    }

    /// RFC 6749 §4.1.2.1: with the words of this server, never with any that were sent to it.
    public Response error(Realm realm, Request http, ReplyTo to, OAuthException refused, String reference) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("error", refused.error.code());
        fields.put("error_description", "%s (reference %s)".formatted(refused.description(), reference));
        return send(realm, to, fields, languages.of(List.of(), spoken(http)));
    }

    private static List<String> spoken(Request http) {
        return http.headers("Accept-Language");
    }

    private Response send(Realm realm, ReplyTo to, Map<String, String> fields, Texts texts) {
        // RFC 6749 §4.1.2: "REQUIRED if the "state" parameter was present in the client authorization request. The
        // exact
        // value received from the client."
        if (to.state() != null) fields.put("state", to.state());
        // RFC 9207 §2: "authorization servers … MUST indicate their identity by including the "iss" parameter"
        fields.put("iss", issuer.of(realm));
        return switch (to.mode()) {
            case QUERY -> redirect(to.uri() + (to.uri().contains("?") ? "&" : "?") + encoded(fields));
            case FRAGMENT -> redirect(to.uri() + "#" + encoded(fields));
            case FORM_POST -> views.formPost(to.uri(), fields, texts);
        };
    }

    /// 303, so that no browser posts a password on: RFC 9700 §4.12.
    private static Response redirect(String location) {
        return Response.redirect(URI.create(location)).noStore();
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
