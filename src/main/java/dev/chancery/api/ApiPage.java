package dev.chancery.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.http.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI document as a page for people: no scripts, nothing from elsewhere, readable on a phone.
final class ApiPage {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final String STYLE = """
            :root{color-scheme:light dark;--line:light-dark(#d8dce2,#3a414b);--soft:light-dark(#f4f6f8,#1d2229);\
            --dim:light-dark(#57606a,#9aa4b0);--link:light-dark(#0a58ca,#7db3ff)}
            *{box-sizing:border-box}
            body{margin:0 auto;max-width:60rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;\
            background:light-dark(#fff,#14181d);color:light-dark(#1b1f24,#e4e8ed);overflow-wrap:anywhere}
            a{color:var(--link)}h1{line-height:1.2}h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}
            nav ul{padding-left:1.2rem}code,pre{font:.875em/1.5 ui-monospace,monospace}
            pre{background:var(--soft);border:1px solid var(--line);border-radius:.4rem;padding:.75rem;overflow-x:auto}
            details{border:1px solid var(--line);border-radius:.4rem;margin:.5rem 0;padding:0 .75rem}
            summary{cursor:pointer;padding:.6rem 0}summary span{display:block}details>div{scroll-margin-top:8rem}\
            summary .method{display:inline-block;min-width:4.8rem;font-weight:700}\
            @media(max-width:40rem){.method+code{display:block}}
            dl{margin:.25rem 0 1rem}dt{font-weight:600}dt small,.dim{color:var(--dim);font-weight:400}dd{margin:0 0 .5rem 1rem}
            """;

    private final ObjectNode document;
    private final StringBuilder out = new StringBuilder(64 * 1024);

    ApiPage(ObjectNode document) {
        this.document = document;
    }

    Response answer() {
        var info = document.path("info");
        out.append("<!doctype html><html lang=en><meta charset=utf-8>")
                .append("<meta name=viewport content=\"width=device-width,initial-scale=1\">");
        element("title", info.path("title"));
        out.append("<style>").append(STYLE).append("</style><main>");
        element("h1", info.path("title"));
        element("p", info.path("description"));
        out.append("<p><a href=openapi.json>This document for machines</a>: OpenAPI 3.1.</p>");
        contents();
        for (var tag : document.path("tags")) tag(tag);
        schemas();
        out.append("</main></html>");
        return Response.html(200, out.toString())
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src '%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                                .formatted(hash(STYLE)));
    }

    private void contents() {
        out.append("<nav aria-label=Contents><ul>");
        for (var tag : document.path("tags"))
            out.append("<li><a href=\"#%s\">".formatted(anchor(tag.path("name"))))
                    .append(text(tag.path("name")))
                    .append("</a>");
        out.append("<li><a href=\"#schemas\">Schemas</a></ul></nav>");
    }

    private void tag(JsonNode tag) {
        out.append("<h2 id=\"%s\">".formatted(anchor(tag.path("name"))))
                .append(text(tag.path("name")))
                .append("</h2>");
        element("p", tag.path("description"));
        for (var path : document.path("paths").properties())
            for (var method : METHODS) {
                var operation = path.getValue().path(method);
                if (operation.path("tags").path(0).equals(tag.path("name")))
                    operation(method, path.getKey(), path.getValue(), operation);
            }
    }

    private void operation(String method, String path, JsonNode shared, JsonNode operation) {
        out.append("<details><summary><span class=method>")
                .append(method.toUpperCase(Locale.ROOT))
                .append("</span> <code>")
                .append(text(path).replace("/", "<wbr>/"))
                .append("</code><span>")
                .append(text(operation.path("summary")))
                .append("</span></summary>")
                .append(contentsOf(text(operation.path("operationId"))));
        element("p", operation.path("description"));
        if (operation.has("security")) out.append("<p class=dim>Needs no token.</p>");
        parameters(shared.path("parameters"), operation.path("parameters"));
        if (operation.has("requestBody")) {
            out.append("<h3>Request</h3>");
            content(operation.path("requestBody").path("content"));
        }
        out.append("<h3>Answers</h3><dl>");
        for (var response : operation.path("responses").properties()) {
            var answer = resolved(response.getValue());
            out.append("<dt>").append(text(response.getKey())).append("<dd>").append(text(answer.path("description")));
            content(answer.path("content"));
        }
        out.append("</dl></div></details>");
    }

    private void parameters(JsonNode shared, JsonNode own) {
        if (shared.isEmpty() && own.isEmpty()) return;
        out.append("<h3>Parameters</h3><dl>");
        for (var list : List.of(shared, own))
            for (var reference : list) {
                var parameter = resolved(reference);
                var required = parameter.path("required").asBoolean(false) ? ", required" : "";
                described(parameter, parameter.path("in").asString() + required, parameter.path("schema"));
            }
        out.append("</dl>");
    }

    private void described(JsonNode named, String where, JsonNode schema) {
        out.append("<dt><code>")
                .append(text(named.path("name")))
                .append("</code> <small>")
                .append(text(where + ", " + type(schema)))
                .append("</small><dd>")
                .append(text(named.path("description")));
    }

    private void content(JsonNode content) {
        for (var media : content.properties()) {
            var schema = media.getValue().path("schema");
            out.append("<p><code>").append(text(media.getKey())).append("</code> ");
            if (schema.has("$ref")) out.append(link(schema));
            else if (schema.has("oneOf")) choice(schema.path("oneOf"));
            else members(schema);
            example(media.getValue().path("example"));
        }
    }

    private void choice(JsonNode schemas) {
        out.append(String.join(" or ", schemas.valueStream().map(ApiPage::link).toList()));
    }

    private void schemas() {
        out.append("<h2 id=schemas>Schemas</h2>");
        for (var schema : document.path("components").path("schemas").properties()) {
            out.append("<details><summary><code>")
                    .append(text(schema.getKey()))
                    .append("</code></summary>")
                    .append(contentsOf("schema-" + text(schema.getKey())));
            element("p", schema.getValue().path("description"));
            members(schema.getValue());
            example(schema.getValue().path("example"));
            out.append("</div></details>");
        }
    }

    /// HTML §6.10.2: whoever follows a link to what is inside of closed details finds them open.
    private static String contentsOf(String id) {
        return "<div id=\"%s\">".formatted(id);
    }

    private void members(JsonNode schema) {
        for (var part : schema.path("allOf")) {
            if (part.has("$ref")) out.append("<p>All of ").append(link(part)).append(", and:");
            else members(part);
        }
        if (!schema.has("properties")) return;
        var required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        out.append("<dl>");
        for (var member : schema.path("properties").properties()) {
            var of = member.getValue();
            out.append("<dt><code>")
                    .append(text(member.getKey()))
                    .append("</code> <small>")
                    .append(text(type(of) + (required.contains(member.getKey()) ? ", required" : "")))
                    .append("</small> ")
                    .append(link(of.has("items") ? of.path("items") : of))
                    .append("<dd>")
                    .append(text(of.path("description")));
        }
        out.append("</dl>");
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) return "object";
        var type = schema.path("type").isArray()
                ? schema.path("type").valueStream().map(JsonNode::asString).toList()
                : List.of(schema.path("type").asString("object"));
        var text = new StringBuilder(String.join(" or ", type));
        if (schema.has("items")) text.append(" of ").append(type(schema.path("items")));
        if (schema.has("enum")) text.append(", one of ").append(schema.path("enum"));
        if (schema.has("minimum")) text.append(", from ").append(schema.path("minimum"));
        if (schema.has("maximum")) text.append(", to ").append(schema.path("maximum"));
        if (schema.has("default")) text.append(", default ").append(schema.path("default"));
        if (schema.path("readOnly").asBoolean(false)) text.append(", read only");
        return text.toString();
    }

    private static String link(JsonNode schema) {
        if (!schema.has("$ref")) return "";
        var reference = schema.path("$ref").asString();
        var name = text(reference.substring(reference.lastIndexOf('/') + 1));
        return "<a href=\"#schema-%s\">%s</a>".formatted(name, name);
    }

    private void example(JsonNode example) {
        if (example instanceof MissingNode) return;
        out.append("<pre tabindex=0>").append(text(example.toPrettyString())).append("</pre>");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private void element(String name, JsonNode content) {
        if (content instanceof MissingNode) return;
        out.append('<').append(name).append('>').append(text(content)).append("</" + name + ">");
    }

    private static String anchor(JsonNode name) {
        return name.asString().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    }

    private static String text(JsonNode node) {
        return node instanceof MissingNode ? "" : text(node.asString());
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// CSP Level 3 §8.3: the one style that the page may use is named by its hash.
    private static String hash(String style) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
