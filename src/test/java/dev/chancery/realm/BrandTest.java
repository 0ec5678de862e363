package dev.chancery.realm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The brand of a realm")
class BrandTest {

    @Test
    @DisplayName(
            "is in a colour on which text can be read, whichever it is: contrast of 4.5 to 1 or more (WCAG 2.2 §1.4.3)")
    void contrast() {
        for (int red = 0; red < 256; red += 15)
            for (int green = 0; green < 256; green += 15)
                for (int blue = 0; blue < 256; blue += 15) {
                    var colour = String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
                    var css = new String(new Brand(colour, "").css(), UTF_8);
                    var text = css.contains("--on-brand:#fff") ? 1.0 : 0.0;
                    assertThat(css).startsWith(":root{--brand:" + colour);
                    assertThat(contrast(luminance(red, green, blue), text))
                            .as(colour)
                            .isGreaterThanOrEqualTo(4.5);
                }
    }

    private static double luminance(int red, int green, int blue) {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        var part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private static double contrast(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    @Test
    @DisplayName("changes nothing where it has no colour, and has no picture where it has no logo")
    void none() {
        assertThat(Brand.NONE.css()).isEmpty();
        assertThat(Brand.NONE.picture()).isEmpty();
    }

    @Test
    @DisplayName("has the picture that its logo holds")
    void picture() {
        var logo = "data:image/webp;base64," + Base64.getEncoder().encodeToString("RIFF----WEBPx".getBytes(UTF_8));
        var picture = new Brand("", logo).picture().orElseThrow();
        assertThat(picture.type()).isEqualTo("image/webp");
        assertThat(new String(picture.content(), UTF_8)).isEqualTo("RIFF----WEBPx");
    }
}
