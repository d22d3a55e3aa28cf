package org.kaiwa.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import { a } from '../text.js';",
                "import{a}from\"../text.js\";",
                "import '../text.js';",
                "import\"../text.js\"",
                "export * from '../text.js';",
                "const later = await import('../text.js');",
                "import {\n  a,\n  b,\n} from '../text.js';"
            })
    void aModuleIsFoundHoweverItIsImported(String module) {
        assertThat(References.in("/app/chat/chat.js", module)).containsExactly("/app/text.js");
    }

    @Test
    void whatAStyleSheetDrawsAndImportsIsFound() {
        assertThat(References.in(
                        "/styles/base.css",
                        "@import \"tokens.css\"; a { background: url(../icon.svg) } b { src: url('x.woff2') }"))
                .containsExactly("/styles/tokens.css", "/icon.svg", "/styles/x.woff2");
    }

    @Test
    void whatIsElsewhereIsNoFileOfOurs() {
        assertThat(References.in("/x.css", "a { background: url(data:image/png;base64,AAAA) }"))
                .containsExactly("");
        assertThat(References.in("/x.html", "<a href=\"https://other.example/app/main.js\">"))
                .containsExactly("");
        assertThat(References.in("/x.html", "<a href=\"//other.example/app/main.js\">"))
                .containsExactly("");
    }

    @Test
    void oneFileLeadsToTheNextAndACircleEnds() {
        Map<String, String> files = Map.of(
                "/index.html", "<script type=\"module\" src=\"app/main.js\"></script>",
                "/app/main.js", "import './a.js'; // as in 'import \"./no-such.js\"'",
                "/app/a.js", "import './main.js'; import '../webjars/m/1.0/m.js';",
                "/webjars/m/1.0/m.js", "export {};",
                "/app/unused.js", "import './a.js';");

        assertThat(References.reachable(List.of("/index.html"), files::get))
                .containsExactly("/app/a.js", "/app/main.js", "/index.html", "/webjars/m/1.0/m.js");
    }

    @Test
    void aDocumentNeedsAtOnceWhatItsModulesImportAndNotWhatTheyMayImportLater() {
        Map<String, String> files = Map.of(
                "/index.html", "<link href=\"a.css\"><script type=\"module\" src=\"app/main.js\"></script>",
                "/a.css", "",
                "/app/main.js", "import { b } from './b.js';\nconst later = () => import('./later.js');",
                "/app/b.js", "import './main.js'; export * from './c.js';",
                "/app/c.js", "",
                "/app/later.js", "");

        assertThat(References.modulesOf("/index.html", files::get))
                .containsExactly("/app/main.js", "/app/b.js", "/app/c.js");
    }

    @Test
    void onlyTheReferencesToBeChangedAreChanged() {
        String html = "<link href=\"styles/a.css\"><a href=\"./\">x</a><img src=\"styles/a.css\">";

        assertThat(References.rewrite(
                        "/index.html", html, path -> path.equals("/styles/a.css") ? "v/1$/styles/a.css" : null))
                .isEqualTo("<link href=\"v/1$/styles/a.css\"><a href=\"./\">x</a><img src=\"v/1$/styles/a.css\">");
    }
}
