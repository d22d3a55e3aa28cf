package org.kaiwa.signon;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.time.Duration;
import org.kaiwa.identity.Account;

/**
 * What a provider has granted.
 *
 * @param account for whom it vouches
 * @param session what it calls its session; null: nothing
 * @param idToken says so, verified; to be shown to it when the user signs out (OpenID Connect RP-Initiated Logout 1.0 §2)
 * @param refresh by which it is asked again; null: it has given none
 * @param lifetime how long it vouches
 */
record Grant(Account account, String session, JWT idToken, RefreshToken refresh, Duration lifetime) {}
