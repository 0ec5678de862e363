// A web application with a secret, as users of openid-client write it. In turns it says a line of JSON and hears a line.
import { createInterface } from 'node:readline'
import * as client from 'openid-client'

const [issuer, id, secret, redirect_uri] = process.argv.slice(1)
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const hear = async () => (await lines.next()).value
const say = told => console.log(JSON.stringify(told))

const config = await client.discovery(new URL(issuer), id, secret, undefined, {
  execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
})
const pkceCodeVerifier = client.randomPKCECodeVerifier()
const expectedState = client.randomState()
const expectedNonce = client.randomNonce()
const asked = {
  redirect_uri,
  scope: 'openid profile email',
  state: expectedState,
  nonce: expectedNonce,
  code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
  code_challenge_method: 'S256',
}
say({ signIn: client.buildAuthorizationUrl(config, asked).href })

const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true, maxAge: 300 }
const tokens = await client.authorizationCodeGrant(config, new URL(await hear()), checks)
const idToken = tokens.claims()
const userinfo = await client.fetchUserInfo(config, tokens.access_token, idToken.sub)
const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token)
const introspected = await client.tokenIntrospection(config, refreshed.access_token)
say({ idToken, userinfo, again: refreshed.claims(), introspected })

const leaving = { post_logout_redirect_uri: redirect_uri, id_token_hint: refreshed.id_token, state: 'left' }
say({ signOut: client.buildEndSessionUrl(config, leaving).href })

await hear()
say({
  refresh: await client.refreshTokenGrant(config, refreshed.refresh_token).catch(refused => refused.error),
  userinfo: await client.fetchUserInfo(config, refreshed.access_token, idToken.sub).catch(refused => refused.status),
  introspected: await client.tokenIntrospection(config, refreshed.access_token),
})
process.exit()
