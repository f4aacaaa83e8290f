// SPDX-License-Identifier: GPL-3.0-or-later

extension Knowledge {
  /// Kubernetes and what grows around it.
  static let clusters: StaticString = """
    kubectl, oc, k, kubecolor, k3s, microk8s
      takes -n --namespace --context --cluster --kubeconfig -s --server --user -l --selector -o --output
      takes -f --filename -c --container --as --field-selector -k --kustomize --token --since --tail
      takes --timeout
      tunnels port-forward, proxy
      follows get|events -w|--watch|--watch-only
      computes wait|drain, rollout status
      runs kubectl
      serves server|agent
      interactive edit|attach|debug|login|rsh
      transfers cp
      fullscreen top -w
      quick
    kubectl logs, oc logs, k logs, kubecolor logs
      takes -n --namespace --context -c --container --tail --since --since-time -l --selector
      takes --max-log-requests
      follows -f|--follow
      quick
    kubectl exec, oc exec, k exec, kubectl run, oc run, k run
      takes -n --namespace --context -c --container --image --restart --env -l --labels --port --overrides
      interactive -t|--tty|-i|--stdin
      runs *
      quick
    kubefwd, ktunnel
      tunnels
    telepresence
      quick connect|quit|leave|list|status|intercept|version|helm|uninstall
      tunnels
    stern, kail, kubetail
      quick --completion
      follows
    k9s, ktop
      quick info|version
      fullscreen
    helm
      takes -n --namespace -f --values --version --set --kube-context --timeout
      asks --dry-run
      provisions install|upgrade|rollback
      tests test
      installs dependency|dep|repo update|build
      transfers pull|push
      quick
    helmfile
      asks diff|list|build|template|lint|init
      provisions
    argocd
      follows app logs -f|--follow
      computes app wait|sync
      interactive login
      quick
    flux
      follows logs -f|--follow, get * -w|--watch
      provisions bootstrap|reconcile|install
      quick
    skaffold
      takes -p --profile -f --filename
      watches dev|debug
      follows run --tail
      builds build|run|deploy|render
      quick
    tilt
      serves up
      follows logs -f|--follow
      tests ci
      quick
    garden, devspace, okteto
      watches dev|up
      provisions deploy
      interactive enter|login|init
      quick
    minikube
      takes -p --profile
      tunnels tunnel
      serves dashboard|mount
      follows logs -f|--follow
      interactive ssh
      provisions start
      builds image build|load
      quick
    kind, k3d, ctlptl
      provisions create cluster, cluster create
      transfers load, image import
      quick
    eksctl, kops, kubeadm
      provisions create|upgrade|delete cluster|nodegroup|apply
      provisions init|join|reset|update --yes
      provisions init|join
      quick
    mirrord
      ordered
      runs exec
    istioctl, linkerd, cilium
      serves dashboard|d, viz dashboard, hubble ui
      serves viz dashboard
      tunnels hubble port-forward
      follows tap, viz tap, monitor
      provisions install|upgrade
      quick
    argo
      takes -n
      follows watch, logs -f|--follow, submit --watch|--log
      serves server
      quick
    nomad
      serves agent
      follows alloc logs -f, monitor
      provisions job run
      quick
    """
}
