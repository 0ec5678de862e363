package dev.chancery.factor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

@DisplayName("A QR code as an SVG")
class QrCodeTest {
    private static final String TEXT = "otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Shop";
    private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

    @Test
    @DisplayName(
            "is well-formed, has a name, and nothing that a strict page refuses: no script, style, handler or link")
    void harmless() throws Exception {
        var svg = root(QrCode.svg(TEXT));

        var names = new TreeSet<String>();
        var attributes = new TreeSet<String>();
        for (var element : all(svg)) {
            names.add(element.getTagName());
            for (var i = 0; i < element.getAttributes().getLength(); i++)
                attributes.add(element.getAttributes().item(i).getNodeName());
        }
        assertThat(names).containsExactly("path", "svg");
        assertThat(attributes)
                .containsExactly("aria-label", "d", "fill", "role", "shape-rendering", "viewBox", "xmlns");
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-label")).isNotBlank();
    }

    @Test
    @DisplayName("says nothing of the text in words")
    void silent() {
        assertThat(QrCode.svg(TEXT)).doesNotContain("otpauth", "ada", "Shop", "GEZDGNBV");
    }

    @Test
    @DisplayName("has the three eyes, and four modules of quiet around all of it: ISO/IEC 18004 §6.3")
    void eyes() throws Exception {
        var svg = root(QrCode.svg(TEXT));
        var side = Integer.parseInt(svg.getAttribute("viewBox").split(" ")[2]);
        var dark = new boolean[side][side];
        var path = ((Element) svg.getElementsByTagName("path").item(1)).getAttribute("d");
        assertThat(MODULE.matcher(path).replaceAll("")).isEmpty();
        for (var module = MODULE.matcher(path); module.find(); )
            dark[Integer.parseInt(module.group(2))][Integer.parseInt(module.group(1))] = true;

        for (var i = 0; i < side; i++)
            for (var quiet : new int[] {0, 1, 2, 3, side - 1, side - 2, side - 3, side - 4})
                assertThat(dark[quiet][i] || dark[i][quiet]).isFalse();
        for (var eye : new int[][] {{4, 4}, {4, side - 11}, {side - 11, 4}})
            for (var y = 0; y < 7; y++)
                for (var x = 0; x < 7; x++) {
                    var ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
                    assertThat(dark[eye[0] + y][eye[1] + x]).isEqualTo(ring != 2);
                }
    }

    private static Element root(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)))
                .getDocumentElement();
    }

    private static List<Element> all(Element root) {
        var elements = new ArrayList<>(List.of(root));
        var inside = root.getElementsByTagName("*");
        for (var i = 0; i < inside.getLength(); i++) elements.add((Element) inside.item(i));
        return elements;
    }
}
