package org.kaiwa.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the house hold, and each of them bites. */
class ArchitectureTest {

    private static final String PRODUCT = "org.kaiwa";
    private static final String FIXTURES = "org.kaiwa.architecture.broken";
    private static final Path SOURCES = Path.of("src/main/java");

    private static final JavaClasses PRODUCT_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(PRODUCT);
    private static final JavaClasses FIXTURE_CLASSES = new ClassFileImporter().importPackages(FIXTURES);

    @TestFactory
    Stream<DynamicTest> theProductKeepsEveryRule() {
        return HouseRules.below(PRODUCT).values().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(PRODUCT_CLASSES)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleFindsTheFixtureThatBreaksIt() {
        return HouseRules.below(FIXTURES).entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> assertFound(FIXTURES + "." + entry.getKey(), entry.getValue())));
    }

    @Test
    void everyPackageSaysItsPurposeAndItsInvariants() throws IOException {
        List<Path> packages;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            packages = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .contains("<i>Invariant:</i>"));
    }

    private static void assertFound(String fixture, ArchRule rule) {
        assertThat(rule.evaluate(FIXTURE_CLASSES).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains(fixture));
    }
}
