package dev.chancery.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.Digests;
import dev.chancery.text.Texts;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pages for people, from the templates in `src/main/jte`, and what browsers may do with them: CSP Level 3. The only
/// file that knows the template engine.
public final class Views {
    /// As it stands in the template: sends a form on as soon as it is there.
    private static final String SUBMIT = "document.forms[0].submit()";

    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action %s; "
            + "frame-ancestors 'none'; base-uri 'none'";
    private static final String NO_FEATURES =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
    private static final String CONSOLE = "; script-src 'self'; connect-src 'self'";
    private static final String SCRIPT = "; script-src 'sha256-%s'"
            .formatted(Base64.getEncoder().encodeToString(Digests.sha256(SUBMIT.getBytes(UTF_8))));

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final StaticFiles files;

    public Views(StaticFiles files) {
        this.files = files;
    }

    /// What the template of [#formPost] is given.
    public record Forwarded(String action, Map<String, String> fields, Texts texts, StaticFiles files) {}

    /// The template with its model, an answer that nobody keeps.
    ///
    /// @param leadsTo where a form of the page ends up, at an application; absent for pages that stay here
    public Response page(int status, String template, Object model, @Nullable URI leadsTo) {
        // browsers hold all of the way to this policy, so the redirects that follow at the application are allowed too
        var targets = leadsTo == null ? "'self'" : "'self' https: " + target(leadsTo);
        // a client that opened the page in a window of its own keeps hold of it; every other page lets go of its opener
        var opener = leadsTo == null ? "same-origin" : "unsafe-none";
        return answer(status, template, model, POLICY.formatted(targets)).with("Cross-Origin-Opener-Policy", opener);
    }

    /// The same for the console, whose own scripts may ask for its own pages.
    public Response console(int status, String template, Object model) {
        return answer(status, template, model, POLICY.formatted("'self'") + CONSOLE)
                .with("Cross-Origin-Opener-Policy", "same-origin");
    }

    /// A form that sends itself on, by a button where there are no scripts: OAuth 2.0 Form Post Response Mode §2.
    public Response formPost(String action, Map<String, String> fields, Texts texts) {
        var policy = POLICY.formatted(target(URI.create(action))) + SCRIPT;
        return answer(200, "form-post", new Forwarded(action, fields, texts, files), policy)
                .with("Content-Language", texts.language())
                .with("Cross-Origin-Opener-Policy", "unsafe-none");
    }

    /// Where a form may lead that leads to this address: CSP Level 3 §2.3.1.
    public static String target(URI address) {
        var scheme = address.getScheme().toLowerCase(Locale.ROOT);
        if (address.getRawAuthority() == null || !List.of("http", "https").contains(scheme)) return scheme + ":";
        return scheme + "://" + address.getRawAuthority();
    }

    private Response answer(int status, String template, Object model, String policy) {
        var html = new StringOutput(8 * 1024);
        engine.render(template + ".jte", model, html);
        return Response.html(status, html.toString())
                .noStore()
                .with("Content-Security-Policy", policy)
                .with("Permissions-Policy", NO_FEATURES);
    }
}
