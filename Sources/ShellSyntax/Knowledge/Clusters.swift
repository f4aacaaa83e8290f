// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  static let clusters = """
    kubectl, oc, k, kubecolor, k3s, microk8s
      takes -n --namespace --context --cluster --kubeconfig -s --server --user -l --selector -o --output -f --filename -c --container --as --field-selector -k --kustomize --token --since --tail
      runs kubectl
      tunnels port-forward
      tunnels proxy
      follows get|events -w|--watch|--watch-only
      follows rollout status
      computes rollout status
      computes wait|drain
      serves server|agent
      interactive edit|attach|debug|login
      transfers cp
      provisions apply -w|--watch
      fullscreen top -w
      quick
    kubectl logs, oc logs, k logs, kubecolor logs
      takes -n --namespace --context -c --container --tail --since --since-time -l --selector --max-log-requests
      follows -f|--follow
    kubectl exec, oc exec, k exec, oc rsh, kubectl run, oc run, k run
      takes -n --namespace --context -c --container --image --restart --env -l --labels --port --overrides
      interactive -t|--tty
      interactive -i|--stdin
      runs *
    oc
      takes -n --namespace -f --filename
      interactive login|rsh
      follows start-build -F|--follow
      quick
    kubectl rollout
      takes -n --namespace
      computes status
    kubefwd, telepresence, kubectl-port-forward, ktunnel
      takes -n
      detaches connect|quit|intercept
      tunnels
    stern, kail, kubetail, kt
      asks -v
      follows
    k9s, lens, ktop
      asks version|info
      fullscreen
    kubectx, kubens
      quick
    helm
      takes -n --namespace -f --values --version --set --kube-context --timeout
      asks --dry-run
      provisions install|upgrade --wait|--atomic
      provisions install|upgrade|rollback|uninstall|delete
      tests test
      installs dependency|dep|repo update|build|add
      transfers pull|push
      quick
    helmfile, kustomize, argocd, flux
      asks diff|list|build|get|template
      follows logs -f|--follow
      follows app logs -f|--follow
      follows get --watch|-w
      interactive login
      provisions
    skaffold
      takes -p --profile -f --filename
      watches dev|debug
      follows run --tail
      builds build|run|deploy|render
    tilt
      serves up
      follows logs -f|--follow
      tests ci
      quick
    garden
      watches dev
      serves deploy --sync|--forward
      provisions deploy
    devspace
      serves dev
      provisions deploy
      interactive enter
    okteto
      interactive up
    draft, ksync
      watches watch|connect
    minikube
      takes -p --profile
      tunnels tunnel|service
      serves dashboard|mount
      follows logs -f|--follow
      interactive ssh
      provisions start|delete
      quick
    kind, k3d, ctlptl, eksctl, kops, kubeadm
      provisions create|delete|load|upgrade|init|apply
      provisions cluster|image create|delete|import
      quick
    terraform, tofu, terragrunt, opentofu
      takes -chdir -var -var-file -target -out -state -backend-config
      provisions apply|destroy -auto-approve|--auto-approve|--terragrunt-non-interactive
      interactive apply|destroy $
      interactive destroy
      provisions apply *
      interactive apply
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
    cdk
      watches watch, deploy --watch
      provisions deploy|bootstrap|destroy
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
    cdktf
      provisions deploy|destroy
      watches watch
    aws
      takes --profile --region --output --query
      follows logs tail --follow
      interactive configure|sso $
      interactive configure $
      interactive configure sso
      interactive sso login
      tunnels ssm start-session --document-name
      interactive ssm start-session
      transfers s3 cp|sync|mv
      provisions cloudformation deploy
      computes * wait
      quick
    gcloud
      takes --project --region --zone --account
      interactive auth|init|login
      interactive auth login
      interactive compute ssh !--command
      transfers compute scp
      builds builds submit
      provisions app|run|functions deploy
      serves beta emulators|emulators
      serves emulators * start
      follows app|logging logs|tail tail
      follows app logs tail
      follows logging tail
      tunnels compute start-iap-tunnel
      provisions container|sql|compute clusters|instances create|delete
      installs components install|update
      interactive cloud-shell ssh
      quick
    gsutil
      transfers cp|rsync|mv
    az
      takes -g --resource-group -n --name
      interactive login|interactive
      follows webapp log tail
      follows containerapp logs show --follow
      provisions deployment|aks|vm create|group
      transfers acr build|login
      quick
    heroku
      takes -a --app -r --remote
      follows logs -t|--tail
      serves local
      interactive login|auth:login|console|psql|pg:psql|redis:cli|run
      interactive ps:exec
      transfers container:push|pg:backups:download|builds:create|pg:push|pg:pull
      quick
    fly, flyctl
      takes -a --app -c --config
      follows logs
      tunnels proxy
      tunnels mpg|pg|postgres proxy
      interactive launch|auth|ssh|console
      provisions deploy
      quick
    railway
      follows logs
      interactive login|init|link|shell|connect
      runs run
      transfers up
    render, dokku, doctl, linode-cli, hcloud, scw
      follows logs -t|--tail|-f|--follow
      follows apps logs -f|--follow
      quick
    supabase
      provisions start|stop|db
      serves functions serve
      interactive login|init|link
    nomad, consul, vault, etcd, boundary, waypoint
      serves agent|server
      serves server -dev
      follows alloc|monitor -f
      follows monitor
      interactive login
      provisions job run
      quick
    etcd
      serves
    swarm, tsh, teleport
      serves start
      interactive login|ssh
      tunnels proxy
      quick
    mirrord
      ordered
      runs exec
    istioctl, linkerd
      serves dashboard|d
      serves viz|jaeger dashboard
      follows tap|viz tap
      provisions install
      quick
    argo
      takes -n
      follows watch|logs -f|--follow
      follows submit --watch|--log
      follows watch
      serves server
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
      follows ci|pipeline|pipe view|trace|status --live
      follows ci trace
      interactive auth login
      transfers repo clone
      quick
    """
}
