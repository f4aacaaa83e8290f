// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Clouds, infrastructure as code, hosting, and forges.
  static let cloud: StaticString = """
    terraform, tofu, terragrunt
      takes -chdir -var -var-file -target -out -state -backend-config
      asks -help
      provisions apply|destroy -auto-approve|--auto-approve|--terragrunt-non-interactive
      interactive destroy
      interactive apply $
      provisions apply *
      interactive login|force-unlock
      repl console
      provisions plan|refresh|import|test
      installs init|get
      provisions run-all
      quick
    pulumi
      takes -s --stack -C --cwd
      provisions up|update|destroy|refresh -y|--yes|-f|--skip-preview
      interactive up|update|destroy|refresh|new|login|console
      watches watch
      follows logs -f|--follow
      provisions preview
      quick
    cdk, cdktf
      watches watch
      watches deploy --watch|--hotswap-watch
      provisions deploy|bootstrap
      interactive init
      quick
    sam
      takes -t --template -p --port
      serves local start-api|start-lambda
      watches sync --watch
      follows logs -t|--tail
      interactive init
      interactive deploy -g|--guided
      builds build
      provisions deploy|package|sync
      computes local invoke
      quick
    aws
      takes --profile --region --output --query
      follows logs tail --follow
      interactive configure $, configure sso, sso login
      tunnels ssm start-session --document-name
      interactive ssm start-session
      transfers s3 cp|sync|mv
      provisions cloudformation deploy
      computes * wait
      quick
    awslogs
      follows get -w|--watch
      quick
    gcloud
      takes --project --region --zone --account
      interactive auth login, init, compute ssh, cloud-shell ssh, app browse
      transfers compute scp
      builds builds submit
      provisions app|run|functions deploy
      provisions container|compute clusters|instances create
      serves beta|alpha emulators * start
      serves emulators * start
      follows app logs tail, logging tail
      follows beta logging tail
      tunnels compute start-iap-tunnel
      installs components install|update
      quick
    gsutil
      transfers cp|rsync|mv
      quick
    az
      takes -g --resource-group -n --name
      interactive login|interactive
      follows webapp log tail, containerapp logs show --follow
      provisions aks|vm|deployment create
      builds acr build
      quick
    heroku
      takes -a --app -r --remote
      follows logs -t|--tail
      serves local
      interactive login|auth:login|console|psql|pg:psql|redis:cli|run|ps:exec|run:inside
      builds container:push
      transfers pg:backups:download|pg:push|pg:pull|builds:create
      quick
    fly, flyctl
      takes -a --app -c --config
      follows logs !-n !--no-tail
      tunnels proxy
      interactive launch|console|ssh
      interactive auth login
      provisions deploy
      quick
    railway
      follows logs
      interactive login|init|link|shell|connect
      runs run
      transfers up
      quick
    doctl, hcloud
      follows apps logs -f|--follow
      quick
    dokku, scalingo
      follows logs -t|--tail|-f|--follow
      quick
    supabase
      provisions start
      provisions db push|reset
      serves functions serve
      transfers functions deploy
      interactive login|init|link
      quick
    copilot
      follows svc logs --follow
      provisions deploy
      quick
    consul, vault, boundary
      serves agent
      serves server
      follows monitor
      interactive login
      quick
    chef-client, chef-solo, puppet, salt-call, cinc-client
      asks --why-run|--noop
      provisions apply|agent|state.apply|$
      provisions -z|--local-mode|-c
      quick
    kitchen
      interactive login
      tests test|verify|converge
      quick
    gh
      takes -R --repo
      interactive auth login
      interactive pr|issue|repo|release create $
      follows run watch
      follows pr checks --watch
      tunnels codespace|cs ports forward
      interactive codespace|cs ssh
      transfers repo clone|sync
      transfers release|run download|upload
      quick
    glab
      follows ci|pipeline trace
      fullscreen ci view
      interactive auth login
      transfers repo clone
      quick
    stripe
      tunnels listen
      follows logs tail
      interactive login
      quick
    ngrok
      takes --config --log
      quick config|authtoken|update|service|version|credits|diagnose|api
      tunnels
    cloudflared
      takes --config --url
      interactive tunnel login, login
      quick tunnel list|create|delete|route|info|cleanup|token
      quick service|update|version
      tunnels tunnel|access|proxy-dns
      quick
    frpc, frps, pagekite, tunnelto, wstunnel, smee, rathole
      quick reload|status|stop|verify
      tunnels
    chisel
      tunnels server|client
      quick
    bore
      tunnels local|server
      quick
    inlets
      tunnels
    tailscale
      serves serve|funnel !--bg
      interactive up|login|ssh
      quick
    zrok
      tunnels share|access|reserve
      quick
    expose
      tunnels share|$
      quick
    """
}
