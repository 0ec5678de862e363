package dev.chancery.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A tab, and whatever goes wrong in it: errors in the console (violations of the policy too), requests to other
/// places, dialogs that a script opens.
public record Watched(Page tab, List<String> wrongs) {

    /// `origins` are all that it may ask.
    public static Watched in(BrowserContext context, String... origins) {
        var wrongs = new ArrayList<String>();
        var tab = context.newPage();
        tab.onConsoleMessage(message -> {
            if (!message.type().equals("log")) wrongs.add(message.type() + ": " + message.text());
        });
        tab.onPageError(error -> wrongs.add("thrown: " + error));
        tab.onDialog(dialog -> {
            wrongs.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        tab.onRequest(request -> {
            if (Stream.of(origins).noneMatch(request.url()::startsWith)) wrongs.add("request: " + request.url());
        });
        tab.onResponse(response -> {
            if (response.status() >= 400) wrongs.add(response.status() + ": " + response.url());
        });
        return new Watched(tab, wrongs);
    }

    public boolean scrollsSideways() {
        return (boolean)
                tab.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }
}
