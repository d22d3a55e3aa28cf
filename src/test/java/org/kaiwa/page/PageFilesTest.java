package org.kaiwa.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFilesTest {

    private static final Map<String, String> PAGE = Map.of(
            "/index.html",
                    "<link rel=\"manifest\" href=\"manifest.webmanifest\"><script src=\"app/main.js\"></script></head>",
            "/app/main.js",
                    "import { a } from './a.js';\nimport { m } from '../webjars/m/1.0/m.js';\nimport('./later.js');\n",
            "/app/a.js", "/**\n * a comment: {import('./b.js').B}\n */\nexport const a = 1;\n",
            "/app/later.js", "import { b } from './b.js';\n",
            "/app/b.js", "export const b = 1;\n",
            "/app/unused.js", "",
            "/webjars/m/1.0/m.js", "export {};",
            "/webjars/m/1.0/other.js", "export {};",
            "/manifest.webmanifest", "{}",
            "/sw.js", "start();");

    private final PageFiles files = files(PAGE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/app/main.js",
                "/app/b.js",
                "/app/unused.js",
                "/webjars/m/1.0/m.js",
                "/sw.js",
                "/manifest.webmanifest"
            })
    void theVersionIsAnotherOneAsSoonAsAnyFileChanges(String path) {
        SortedMap<String, String> changed = new TreeMap<>(PAGE);
        changed.merge(path, " ", String::concat);

        assertThat(files(changed).version()).isNotEqualTo(files.version());
        assertThat(files(PAGE).version()).isEqualTo(files.version());
    }

    @Test
    void whatADocumentRefersToIsUnderTheVersionWhateverTheContextPath() {
        assertThat(sent("/index.html"))
                .contains("src=\"v/" + files.version() + "/app/main.js\"")
                .contains("href=\"manifest.webmanifest\"");
    }

    @Test
    void aDocumentNamesTheModulesThatItWillNeed() {
        String under = "<link rel=\"modulepreload\" href=\"v/" + files.version();
        assertThat(sent("/index.html")).contains(under + "/app/main.js\">", under + "/webjars/m/1.0/m.js\">");
    }

    @Test
    void whatABrowserAsksForComesWithWhatItImportsInside() {
        assertThat(sent("/app/main.js"))
                .contains("const a = 1;", "import('./later.js')", "import * as $webjars$m$1$0$m$js")
                .doesNotContain("a comment");
        assertThat(sent("/app/later.js")).contains("const b = 1;").doesNotContain("import");
    }

    @Test
    void aModuleThatSeveralOfTheseImportStaysOne() {
        SortedMap<String, String> changed = new TreeMap<>(PAGE);
        changed.put("/app/later.js", "import { a } from './a.js';\n");
        PageFiles shared = files(changed);

        assertThat(sent(shared, "/app/main.js")).contains("from './a.js'").doesNotContain("const a = 1");
        assertThat(sent(shared, "/app/later.js")).contains("from './a.js'").doesNotContain("const a = 1");
        assertThat(sent(shared, "/app/a.js")).contains("export const a = 1").doesNotContain("a comment");
    }

    @Test
    void whatAnotherDocumentImportsIsInsideOfBoth() {
        SortedMap<String, String> changed = new TreeMap<>(PAGE);
        changed.put("/other.html", "<script src=\"app/other.js\"></script></head>");
        changed.put("/app/other.js", "import { a } from './a.js';\n");
        PageFiles both = files(changed);

        assertThat(sent(both, "/app/main.js")).contains("const a = 1");
        assertThat(sent(both, "/app/other.js")).contains("const a = 1");
    }

    @Test
    void documentsTheManifestAndTheWorkerHaveNoVersionInTheirAddress() {
        assertThat(PAGE.keySet().stream().filter(path -> !PageFiles.isVersioned(path)))
                .containsExactlyInAnyOrder("/index.html", "/sw.js", "/manifest.webmanifest");
    }

    @Test
    void ofAWebJarOnlyThatIsHeldWhichThePageLeadsTo() {
        assertThat(files.find("/webjars/m/1.0/m.js")).isPresent();
        assertThat(files.find("/webjars/m/1.0/other.js")).isEmpty();
    }

    @Test
    void theWorkerIsToldTheVersionAndWhatThePageLeadsTo() {
        String under = "v/" + files.version();
        assertThat(sent("/sw.js"))
                .isEqualTo("const SHELL = {\"version\":\"" + files.version() + "\",\"files\":[\"" + under
                        + "/app/later.js\",\"" + under + "/app/main.js\",\"" + under
                        + "/webjars/m/1.0/m.js\"]};\nstart();");
    }

    @Test
    void aDocumentIsThereInEachLanguageThatHasAllItsWords() {
        SortedMap<String, String> more = new TreeMap<>(PAGE);
        more.put("/out.html", "<html lang=\"en\"><link href=\"app/a.js\"><p>Out</p>");
        more.put("/in.html", "<html lang=\"en\"><p>Out</p><p>and in</p>");
        PageFiles translated = files(more);

        assertThat(translated.inLanguages("/out.html").keySet()).containsExactlyInAnyOrder("en", "ja");
        assertThat(new String(
                        translated.inLanguages("/out.html").get("ja").plain().bytes(), UTF_8))
                .contains("<html lang=\"ja\">", "v/" + translated.version() + "/app/a.js", "<p>外</p>");
        assertThat(translated.inLanguages("/out.html").get("en"))
                .isSameAs(translated.find("/out.html").orElseThrow());
        assertThat(translated.inLanguages("/in.html")).isEmpty();
    }

    private String sent(String path) {
        return sent(files, path);
    }

    private static String sent(PageFiles files, String path) {
        return new String(files.find(path).orElseThrow().plain().bytes(), UTF_8);
    }

    private static PageFiles files(Map<String, String> texts) {
        SortedMap<String, byte[]> own = new TreeMap<>();
        SortedMap<String, byte[]> webJars = new TreeMap<>();
        texts.forEach((path, text) -> (path.startsWith("/webjars/") ? webJars : own).put(path, text.getBytes(UTF_8)));
        return new PageFiles(own, webJars::get, path -> null, Map.of("ja", Map.of("Out", "外")));
    }
}
