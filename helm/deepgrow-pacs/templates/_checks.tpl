{{/* What the schema can't tell because it is between values. Every message says what to do. */}}
{{- define "deepgrow.checks" -}}
{{- $v := .Values -}}
{{- $many := or (gt (int $v.api.replicas) 1) $v.worker.enabled $v.autoscaling.hpa.enabled -}}
{{- if and $v.ingress.enabled $v.httpRoute.enabled -}}
{{- fail "ingress.enabled and httpRoute.enabled: choose one" -}}
{{- end -}}
{{- if and $v.httpRoute.enabled (not $v.httpRoute.parentRefs) -}}
{{- fail "httpRoute.parentRefs: name the Gateway, such as [{name: public, namespace: gateways}]" -}}
{{- end -}}
{{- if and $v.autoscaling.keda.enabled (not $v.worker.enabled) -}}
{{- fail "autoscaling.keda scales workers: set worker.enabled" -}}
{{- end -}}
{{- if and $v.autoscaling.keda.enabled (not $v.autoscaling.keda.existingSecret) -}}
{{- fail "autoscaling.keda.existingSecret: name the secret whose key connection tells KEDA the database" -}}
{{- end -}}
{{- range $what, $s := dict "autoscaling.hpa" $v.autoscaling.hpa "autoscaling.keda" $v.autoscaling.keda -}}
{{- if gt (int $s.minReplicas) (int $s.maxReplicas) -}}
{{- fail (printf "%s: minReplicas is larger than maxReplicas" $what) -}}
{{- end -}}
{{- end -}}
{{- if and (eq $v.database.mode "trial") $many -}}
{{- fail "database.mode trial is for one replica and no worker: use external or cnpg for more" -}}
{{- end -}}
{{- if and (eq $v.database.mode "external") (not $v.database.url) -}}
{{- fail "database.url: name your PostgreSQL, such as jdbc:postgresql://db.example.org/deepgrow?sslmode=verify-full; or set database.mode to cnpg or trial" -}}
{{- end -}}
{{- if and (ne $v.database.mode "cnpg") (not $v.database.existingSecret) -}}
{{- fail "database.existingSecret: name a secret with the keys username and password" -}}
{{- end -}}
{{- if and (eq $v.image.variant "cuda") (not $v.gpu.enabled) -}}
{{- fail "image.variant cuda needs gpu.enabled: the service refuses to start where its GPU is missing" -}}
{{- end -}}
{{- if and $v.gpu.enabled (ne $v.image.variant "cuda") -}}
{{- fail "gpu.enabled needs image.variant cuda: the other image does not use the GPU that it would hold" -}}
{{- end -}}
{{- if and $v.gpu.worker (not (and $v.gpu.enabled $v.worker.enabled)) -}}
{{- fail "gpu.worker needs gpu.enabled and worker.enabled" -}}
{{- end -}}
{{- if and $v.oidc.enabled (not (and $v.oidc.authServerUrl $v.oidc.clientId $v.oidc.existingSecret)) -}}
{{- fail "oidc.enabled needs oidc.authServerUrl, oidc.clientId and oidc.existingSecret with the key client-secret" -}}
{{- end -}}
{{- if and $v.models.existingClaim $v.models.storage.enabled -}}
{{- fail "models.existingClaim and models.storage.enabled: choose one" -}}
{{- end -}}
{{- if $v.networkPolicy.enabled -}}
{{- if and (eq $v.database.mode "external") (not $v.database.egress) -}}
{{- fail "database.egress: say where the database is, such as [{cidr: 10.1.2.3/32, port: 5432}], or nothing reaches it; or set networkPolicy.enabled to false" -}}
{{- end -}}
{{- if and $v.pacs.url (not $v.pacs.egress) -}}
{{- fail "pacs.egress: say where the PACS is, such as [{cidr: 10.1.2.4/32, port: 443}], or nothing reaches it; or set networkPolicy.enabled to false" -}}
{{- end -}}
{{- if and $v.oidc.enabled (not $v.oidc.egress) -}}
{{- fail "oidc.egress: say where the identity provider is, such as [{cidr: 10.1.2.5/32, port: 443}], or nothing reaches it; or set networkPolicy.enabled to false" -}}
{{- end -}}
{{- end -}}
{{- $own := list "DEEPGROW_ROLE" "QUARKUS_FLYWAY_MIGRATE_AT_START" "DEEPGROW_HTTP_MANAGEMENT_PORT" "ORT_DISABLE_TELEMETRY" -}}
{{- range $v.extraEnv -}}
{{- if has .name $own -}}
{{- fail (printf "extraEnv: %s is set by the chart" .name) -}}
{{- end -}}
{{- if and (eq .name "DEEPGROW_SECURITY_ALLOW_ANONYMOUS") (eq (toString .value) "true") (or $v.ingress.enabled $v.httpRoute.enabled) -}}
{{- fail "extraEnv: DEEPGROW_SECURITY_ALLOW_ANONYMOUS would let everybody in who reaches the ingress" -}}
{{- end -}}
{{- end -}}
{{- end -}}
