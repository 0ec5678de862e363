package dev.chancery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// A browser without scripts or pictures: it keeps cookies, follows redirects as long as they stay at the server, and
/// sends the forms that it is shown.
public final class WebBrowser {
    private static final int MOST_REDIRECTS = 10;
    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>.*?</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\b(?:[^>\"]|\"[^\"]*\")*>");
    private static final Pattern ACTION = Pattern.compile("\\baction=\"([^\"]*)\"");

    private final TestServer server;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    public WebBrowser(TestServer server) {
        this.server = server;
    }

    /// Where it is, and what it is shown; or where it was sent to that is not this server's.
    public record View(String url, Answer answer) {

        public View shows(String... texts) {
            assertThat(answer.body()).as(url + " " + answer.status()).contains(texts);
            return this;
        }

        public String body() {
            return answer.body();
        }

        /// The address that it was sent to, out of this server.
        public String left() {
            assertThat(answer.status()).as(url + "\n" + answer.body()).isEqualTo(303);
            return answer.header("Location");
        }

        /// What the client is told, in the query or the fragment of its redirect URI.
        public Map<String, String> told() {
            var location = left();
            var start = Math.max(location.indexOf('?'), location.indexOf('#'));
            return fields(location.substring(start + 1));
        }

        /// The fields of the only form of the page, as they stand.
        public Map<String, String> form() {
            var fields = new LinkedHashMap<String, String>();
            var inputs = INPUT.matcher(onlyForm());
            while (inputs.find()) {
                var input = inputs.group();
                if (input.contains("type=\"checkbox\"")) continue;
                fields.put(attribute(input, "name"), attribute(input, "value"));
            }
            fields.remove("");
            return fields;
        }

        /// What stands in the first input of this name, in whichever form.
        public String field(String name) {
            return INPUT.matcher(body())
                    .results()
                    .map(input -> input.group())
                    .filter(input -> attribute(input, "name").equals(name))
                    .map(input -> attribute(input, "value"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + " in\n" + body()));
        }

        private String onlyForm() {
            var form = FORM.matcher(body());
            assertThat(form.find()).as("a form in\n" + body()).isTrue();
            return form.group();
        }

        String action() {
            var action = ACTION.matcher(onlyForm());
            return action.find() && !action.group(1).isEmpty()
                    ? URI.create(url).resolve(unescaped(action.group(1))).toString()
                    : url;
        }
    }

    public static Map<String, String> fields(String query) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            var equals = pair.indexOf('=');
            fields.put(
                    URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String attribute(String tag, String name) {
        var attribute = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return attribute.find() ? unescaped(attribute.group(1)) : "";
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    /// A header field that each request has from now on.
    public WebBrowser with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public View open(String url) {
        return follow(url, send(url, null));
    }

    /// Where the server is, whatever it is called.
    private String reached(String url) {
        var name = server.server().publicUrl();
        return url.startsWith(name + "/") ? server.url() + url.substring(name.length()) : url;
    }

    /// The page's form, with these fields in place of what it holds.
    public View submit(View page, Map<String, String> typed) {
        var fields = page.form();
        fields.putAll(typed);
        return post(page.action(), fields);
    }

    public View post(String url, Map<String, String> fields) {
        return follow(url, send(url, fields));
    }

    /// The same up to the address that begins like this, which it is sent to and doesn't open.
    public String submitUpTo(String beginning, View page, Map<String, String> typed) {
        var fields = page.form();
        fields.putAll(typed);
        return postUpTo(beginning, page.action(), fields);
    }

    public String postUpTo(String beginning, String url, Map<String, String> fields) {
        var answer = send(url, fields);
        for (var hops = 0; !answer.header("Location").startsWith(beginning); hops++) {
            assertThat(hops).as("on the way to " + beginning).isLessThan(MOST_REDIRECTS);
            answer = send(answer.expect(303).header("Location"), null);
        }
        return answer.header("Location");
    }

    private View follow(String from, Answer first) {
        var url = from;
        var answer = first;
        for (var hops = 0; answer.status() == 303 && hops < MOST_REDIRECTS; hops++) {
            var location =
                    reached(URI.create(url).resolve(answer.header("Location")).toString());
            if (!location.startsWith(server.url() + "/")) break;
            url = location;
            answer = send(url, null);
        }
        return new View(url, answer);
    }

    private Answer send(String url, Map<String, String> form) {
        var request = server.request(
                URI.create(url).isAbsolute()
                        ? reached(url).substring(server.url().length())
                        : url);
        headers.forEach(request::header);
        if (!cookies.isEmpty())
            request.header(
                    "Cookie",
                    String.join(
                            "; ",
                            cookies.entrySet().stream()
                                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                    .toList()));
        if (form != null)
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(TestServer.encoded(form)));
        var answer = server.send(request);
        answer.response().headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String field) {
        var pair = field.substring(0, field.indexOf(';')).split("=", 2);
        if (field.contains("Max-Age=0")) cookies.remove(pair[0]);
        else cookies.put(pair[0], pair[1]);
    }
}
