package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContainerSubjectTest {

    @Test
    void aServerWithoutJakartaAuthorizationHasNoGroupsAtHand() throws Exception {
        Class<?> there = new WithoutAuthorization().loadClass(ContainerSubject.class.getName());
        Method groups = there.getDeclaredMethod("groups");
        groups.setAccessible(true);

        assertThat(groups.invoke(null)).isEqualTo(Set.of());
    }

    /** Loads our classes anew, and has nothing of Jakarta Authorization. */
    private static final class WithoutAuthorization extends ClassLoader {

        WithoutAuthorization() {
            super(ContainerSubjectTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("jakarta.security.jacc.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith(ContainerSubject.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
