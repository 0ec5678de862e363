// A program without a secret, as users of oauth4webapi write it. In turns it says a line of JSON and hears a line.
import { createInterface } from 'node:readline'
import * as oauth from 'oauth4webapi'

const [issuer, client_id, redirect_uri] = process.argv.slice(1)
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const hear = async () => (await lines.next()).value
const say = told => console.log(JSON.stringify(told))

const http = { [oauth.allowInsecureRequests]: true }
const client = { client_id }
const nobody = oauth.None()
const found = await oauth.discoveryRequest(new URL(issuer), http)
const server = await oauth.processDiscoveryResponse(new URL(issuer), found)
const verifier = oauth.generateRandomCodeVerifier()
const state = oauth.generateRandomState()
const nonce = oauth.generateRandomNonce()
const signIn = new URL(server.authorization_endpoint)
signIn.search = new URLSearchParams({
  client_id,
  redirect_uri,
  response_type: 'code',
  scope: 'openid profile email',
  state,
  nonce,
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
})
say({ signIn: signIn.href })

const returned = oauth.validateAuthResponse(server, client, new URL(await hear()), state)
const answer = await oauth.authorizationCodeGrantRequest(server, client, nobody, returned, redirect_uri, verifier, http)
const expected = { expectedNonce: nonce, requireIdToken: true }
const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, expected)
await oauth.validateApplicationLevelSignature(server, answer, http)
const idToken = oauth.getValidatedIdTokenClaims(tokens)

const known = async token => {
  const read = await oauth.userInfoRequest(server, client, token, http)
  return oauth.processUserInfoResponse(server, client, idToken.sub, read)
}
const refresh = async token => {
  const given = await oauth.refreshTokenGrantRequest(server, client, nobody, token, http)
  return oauth.processRefreshTokenResponse(server, client, given)
}
const userinfo = await known(tokens.access_token)
const refreshed = await refresh(tokens.refresh_token)
say({ idToken, userinfo, again: oauth.getValidatedIdTokenClaims(refreshed) })

await hear()
await oauth.processRevocationResponse(
  await oauth.revocationRequest(server, client, nobody, refreshed.refresh_token, http),
)
say({
  refresh: await refresh(refreshed.refresh_token).catch(refused => refused.error),
  userinfo: await known(refreshed.access_token).catch(refused => refused.status),
})
process.exit()
