package org.kaiwa.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UncommentedTest {

    private static final Pattern STRING_OR_EXPRESSION =
            Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|/(?:[^/\\\\\\[]|\\\\.|\\[(?:[^\\]\\\\]|\\\\.)*\\])+/[a-z]*");

    @Test
    void commentsGoAndTheLinesStay() {
        String module =
                "/**\n * What it does.\n */\nexport function a() { // because\n  // why\n  return 'http://x'; /* y */\n}\n";

        assertThat(Uncommented.of("/app/a.js", module))
                .isEqualTo("\n\n\nexport function a() { // because\n\n  return 'http://x'; /* y */\n}\n");
    }

    @Test
    void whatOnlyLooksLikeACommentStays() {
        String module = "const glob = 'a/*'; const b = `/* c */`;\nconst d = /\\/\\//; const e = 2 */* f\n";

        assertThat(Uncommented.of("/app/a.js", module)).isEqualTo(module);
    }

    @Test
    void aStyleSheetHasNoLineCommentsAndOtherFilesNone() {
        assertThat(Uncommented.of("/styles/a.css", "/* a */\na { b: url(//c) }\n  /*\n d */\n"))
                .isEqualTo("\na { b: url(//c) }\n\n\n");
        assertThat(Uncommented.of("/manifest.webmanifest", "// a\n")).isEqualTo("// a\n");
    }

    private static boolean hasHalfOfATemplate(String line) {
        String code = STRING_OR_EXPRESSION.matcher(line).replaceAll("");
        return code.chars().filter(c -> c == '`').count() % 2 != 0;
    }

    /** A string over several lines could have one that looks like a comment: ours have no such strings. */
    @Test
    void noModuleOfThePageHasAStringInWhichALineBeginsAsACommentDoes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("webapp/app"))) {
            List<Path> modules =
                    files.filter(path -> path.toString().endsWith(".js")).toList();
            assertThat(modules).hasSizeGreaterThan(50).allSatisfy(path -> {
                String text = Files.readString(path);
                String without = Uncommented.of("/app/x.js", text);
                assertThat(without.lines().count()).isEqualTo(text.lines().count());
                assertThat(without.lines().filter(UncommentedTest::hasHalfOfATemplate))
                        .as("lines of %s on which a template begins or ends", path)
                        .isEmpty();
            });
        }
    }
}
