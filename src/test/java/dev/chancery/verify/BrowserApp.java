package dev.chancery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.chancery.Residents;
import dev.chancery.TestCertificate;
import dev.chancery.ToolBox;
import dev.chancery.json.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/// The page `verify/browser/<library>.html` on an origin of its own, as browsers are shown it.
final class BrowserApp implements AutoCloseable {
    private final String library;
    private final HttpServer files;

    BrowserApp(String library) throws IOException {
        this(library, HttpServer.create());
    }

    /// By https.
    BrowserApp(String library, TestCertificate certificate) throws IOException {
        this(library, by(certificate));
    }

    private BrowserApp(String library, HttpServer files) throws IOException {
        ToolBox.require(Path.of("target", "node_modules", library));
        this.library = library;
        this.files = files;
        files.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        files.createContext("/", SimpleFileServer.createFileHandler(Path.of("").toAbsolutePath()));
        files.start();
    }

    private static HttpsServer by(TestCertificate certificate) throws IOException {
        var files = HttpsServer.create();
        files.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        return files;
    }

    /// On another port of the server's host the page is of another origin and the same site; on another host, neither.
    String at(String host) {
        return "%s://%s:%d/verify/browser/%s.html"
                .formatted(
                        files instanceof HttpsServer ? "https" : "http",
                        host,
                        files.getAddress().getPort(),
                        library);
    }

    /// A tab that it is open in.
    static Page open(BrowserContext person, String page, Map<String, Object> settings) {
        var tab = person.newPage();
        tab.addInitScript("window.settings = " + JsonText.of(settings));
        tab.navigate(page);
        return tab;
    }

    /// From the server's page back to the application's.
    static void signIn(Page tab, String page) {
        tab.locator("input[name=username]").fill("ada");
        tab.locator("input[name=password]").fill(Residents.PASSWORD);
        tab.locator("#login-submit").click();
        tab.waitForURL(url -> url.startsWith(page));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Page tab, String script) {
        var value = tab.evaluate(script);
        assertThat(value).as(script).isInstanceOf(Map.class);
        return (Map<String, Object>) value;
    }

    @Override
    public void close() {
        files.stop(0);
    }
}
