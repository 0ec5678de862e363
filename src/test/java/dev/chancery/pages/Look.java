package dev.chancery.pages;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/// How somebody looks at a page.
public enum Look {
    LIGHT(800, 640, ColorScheme.LIGHT),
    DARK(800, 640, ColorScheme.DARK),
    PHONE(375, 667, ColorScheme.LIGHT),
    DARK_PHONE(375, 667, ColorScheme.DARK),
    WIDE(1440, 900, ColorScheme.LIGHT);

    final int width;
    final int height;
    private final ColorScheme scheme;

    Look(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    public NewContextOptions options() {
        return new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
