package org.kaiwa.signon;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keycloak's page that asks who one is. */
public final class LoginForm {

    private static final Pattern ACTION = Pattern.compile("<form[^>]* id=\"kc-form-login\"[^>]* action=\"([^\"]+)\"");

    private LoginForm() {}

    public static boolean isShownBy(Answer answer) {
        return ACTION.matcher(answer.body()).find();
    }

    /** Fills it in and goes on from there; gives each answer on the way, the last one last. */
    public static List<Answer> signIn(Visitor visitor, Answer page, String user)
            throws IOException, InterruptedException {
        Matcher action = ACTION.matcher(page.body());
        if (!action.find()) {
            throw new IOException("no login form: " + page);
        }
        return visitor.follow(visitor.post(
                URI.create(action.group(1).replace("&amp;", "&")),
                Map.of("username", user, "password", KeycloakProcess.passwordOf(user))));
    }
}
