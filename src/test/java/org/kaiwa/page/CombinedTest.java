package org.kaiwa.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CombinedTest {

    private static String combined(String root, UnaryOperator<String> texts) {
        return Combined.of(root, texts, path -> path.startsWith("/webjars/") || path.equals("/app/shared.js"));
    }

    @Test
    void aModuleComesAfterWhatItImportsAndEachOnce() {
        assertThat(combined(
                        "/app/main.js",
                        Map.of(
                                        "/app/main.js",
                                        "import { a } from './x/a.js';\nimport {\n  b as c,\n} from './b.js';\nexport const d = a + c;\n",
                                        "/app/x/a.js",
                                        "import { b } from '../b.js';\nexport const a = b;\nconst own = 1;\n",
                                        "/app/b.js",
                                        "export const b = 1;\nexport function f() {}\nexport async function g() {}\nexport class C {}\n")
                                ::get))
                .isEqualTo("""
                        const $app$b$js = (() => {
                        const b = 1;
                        function f() {}
                        async function g() {}
                        class C {}
                        return { b, f, g, C };
                        })();
                        const $app$x$a$js = (() => {
                        const { b } = $app$b$js;

                        const a = b;
                        const own = 1;
                        return { a };
                        })();
                        const { a } = $app$x$a$js;
                        const {
                          b: c,
                        } = $app$b$js;


                        export const d = a + c;
                        """);
    }

    @Test
    void whatAWebJarHasIsImportedAsItIs() {
        assertThat(combined(
                        "/app/main.js",
                        Map.of(
                                        "/app/main.js", "import { a } from './x/a.js';\n",
                                        "/app/x/a.js",
                                                "import { m } from '../../webjars/m/1.0/m.js';\nexport const a = m;\n")
                                ::get))
                .startsWith("import * as $webjars$m$1$0$m$js from '../webjars/m/1.0/m.js';\n")
                .contains("const { m } = $webjars$m$1$0$m$js;");
    }

    @Test
    void whatStaysApartIsImportedOnceByAll() {
        assertThat(combined(
                        "/app/main.js",
                        Map.of(
                                "/app/main.js",
                                "import { a } from './x/a.js';\nimport { s } from './shared.js';\n",
                                "/app/x/a.js",
                                "import { s as t } from '../shared.js';\nexport const a = t;\n")::get))
                .containsOnlyOnce("import * as $app$shared$js from './shared.js';\n")
                .contains("const { s: t } = $app$shared$js;", "const { s } = $app$shared$js;");
    }

    @Test
    void addressesInAModuleMeanWhatTheyMeantWhereItWas() {
        assertThat(combined(
                        "/app/main.js",
                        Map.of(
                                        "/app/main.js", "import { a } from './x/a.js';\nimport('./later.js');\n",
                                        "/app/x/a.js",
                                                "export const a = () => import('./b.js');\nfetch(new URL('c', import.meta.url));\n")
                                ::get))
                .contains("() => import('./x/b.js');")
                .contains("new URL('c', new URL('./x/a.js', import.meta.url).href)")
                .contains("import('./later.js')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import a from './a.js';",
                "import './a.js';",
                "import * as a from './a.js';",
                "  import { a } from './a.js';",
                "import { a } from \"./a.js\";",
                "export default 1;",
                "export { a };",
                "export * from './a.js';",
                "export let a = 1;"
            })
    void aFormThatIsNotKnownIsAnErrorThatNamesIt(String form) {
        assertThatThrownBy(() -> combined("/app/main.js", Map.of("/app/main.js", form, "/app/a.js", "")::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Unknown form in /app/main.js: " + form.strip());
    }

    @Test
    void modulesThatImportEachOtherAreAnError() {
        assertThatThrownBy(() -> combined(
                        "/app/a.js",
                        Map.of(
                                "/app/a.js", "import { b } from './b.js';\n",
                                "/app/b.js", "import { a } from './a.js';\n")::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/app/a.js imports itself");
    }

    @Test
    void aModuleThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> combined("/app/a.js", Map.of("/app/a.js", "import { b } from './b.js';\n")::get))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no /app/b.js")
                .hasMessageContaining("/app/a.js");
    }

    @Test
    void aStyleSheetHasTheOthersInTheirPlace() {
        assertThat(combined(
                        "/styles/main.css",
                        Map.of(
                                "/styles/main.css",
                                "@import url(\"a.css\");\n@import url(\"b.css\") print;\n.c {}\n",
                                "/styles/a.css",
                                ".a {}\n",
                                "/styles/b.css",
                                "@import url(\"a.css\");\n.b {}\n")::get))
                .isEqualTo(".a {}\n\n@media print {\n.a {}\n\n.b {}\n}\n\n.c {}\n");
    }

    @Test
    void ofOtherFilesNothingIsPutTogether() {
        assertThat(combined("/icon.svg", path -> "import x")).isEqualTo("import x");
    }
}
