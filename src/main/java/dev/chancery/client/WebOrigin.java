package dev.chancery.client;

import static dev.chancery.admin.Refused.invalid;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Origins from which a browser may call on behalf of a client: RFC 6454 §6.2. `+` stands for those of its redirect
/// URIs.
public final class WebOrigin {
    public static final String OF_REDIRECT_URIS = "+";

    private static final Pattern FORM =
            Pattern.compile("https?://([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:]{2,39}])(:[1-9][0-9]{0,4})?");

    private WebOrigin() {}

    static void validate(String member, String origin) {
        if (!origin.equals(OF_REDIRECT_URIS) && !FORM.matcher(origin).matches())
            throw invalid(
                    member, "An origin such as https://app.example.com, in lower case and without a path, or '+'.");
    }

    /// The exact origins: what a browser sends, and nothing that merely looks like it.
    public static Set<String> allowed(ClientSettings settings) {
        var origins = new LinkedHashSet<String>();
        for (var origin : settings.webOrigins())
            if (origin.equals(OF_REDIRECT_URIS))
                origins.addAll(ofRedirectUris(settings.redirectUris(), settings.rootUrl()));
            else origins.add(origin);
        return origins;
    }

    private static List<String> ofRedirectUris(List<String> redirectUris, String rootUrl) {
        return redirectUris.stream()
                .map(uri -> uri.startsWith("/") ? rootUrl : uri)
                .map(uri -> URI.create(uri.replace("*", "")))
                .filter(uri -> uri.getHost() != null)
                .map(WebOrigin::of)
                .toList();
    }

    private static String of(URI uri) {
        var origin =
                uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost().toLowerCase(Locale.ROOT);
        var standard = uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return uri.getPort() < 0 || uri.getPort() == standard ? origin : origin + ":" + uri.getPort();
    }
}
